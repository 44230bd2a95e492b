import type { WindowContext } from './whenClause';

/** The window of somebody who edits text, in which nothing is open and nothing has another use for a key. */
export const calm: WindowContext = { editorTextFocus: true };

/** Who else has a use for the key Tab: what the window knows then. */
export const tabOwners: Readonly<Record<string, WindowContext>> = {
  'another part of the window has the focus': { editorTextFocus: false },
  'the editor is read-only': { editorReadonly: true },
  'Tab moves the focus': { editorTabMovesFocus: true },
  'text is selected, which Tab indents': { editorHasSelection: true },
  'there are several cursors': { editorHasMultipleSelections: true },
  'a suggestion is shown': { inlineSuggestionVisible: true },
  'an inline edit of VS Code is shown': { inlineEditIsVisible: true },
  'the list of suggestions is open': { suggestWidgetVisible: true },
  'the tab stops of a snippet are filled in': { inSnippetMode: true },
  'a snippet begins with what was typed': { hasSnippetCompletions: true },
  'Tab goes through alternatives': { hasOtherSuggestions: true },
  'an input method composes': { isComposing: true },
  'the find widget is open': { findWidgetVisible: true },
  'Tab completes words': { 'config.editor.tabCompletion': 'on' },
  'Tab expands abbreviations of Emmet': { 'config.emmet.triggerExpansionOnTab': true },
  'normal mode of Vim': { 'vim.active': true, 'vim.mode': 'Normal' },
  'visual mode of Vim': { 'vim.active': true, 'vim.mode': 'Visual' },
  'normal mode of Neovim': { 'neovim.init': true, 'neovim.mode': 'normal' },
};

/** Where Tab is as free as in a calm window. */
export const tabIsFree: Readonly<Record<string, WindowContext>> = {
  'insert mode of Vim': { 'vim.active': true, 'vim.mode': 'Insert' },
  'insert mode of Neovim': { 'neovim.init': true, 'neovim.mode': 'insert' },
  'Tab completes snippets only': { 'config.editor.tabCompletion': 'onlySnippets' },
};

/** Who else has a use for Escape. */
export const escapeOwners: Readonly<Record<string, WindowContext>> = {
  'another part of the window has the focus': { editorTextFocus: false },
  'text is selected': { editorHasSelection: true },
  'there are several cursors': { editorHasMultipleSelections: true },
  'a suggestion is shown': { inlineSuggestionVisible: true },
  'an inline edit of VS Code is shown': { inlineEditIsVisible: true },
  'the list of suggestions is open': { suggestWidgetVisible: true },
  'the tab stops of a snippet are filled in': { inSnippetMode: true },
  'an input method composes': { isComposing: true },
  'the find widget is open': { findWidgetVisible: true },
  'parameters are shown': { parameterHintsVisible: true },
  'a hover is shown': { editorHoverVisible: true },
  'a name is being typed for a rename': { renameInputVisible: true },
  'references are shown': { referenceSearchVisible: true },
  'problems are gone through': { markersNavigationVisible: true },
  'changes are gone through': { dirtyDiffVisible: true },
  'a message is shown': { notificationToastsVisible: true },
  'Vim, which leaves insert mode by it': { 'vim.active': true, 'vim.mode': 'Insert' },
  Neovim: { 'neovim.init': true, 'neovim.mode': 'insert' },
};
