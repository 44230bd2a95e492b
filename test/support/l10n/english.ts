/**
 * What is English on purpose, by file; docs/languages.md says why. `all`: everything in it. A text that is not said through `t`
 * and does not stand here fails the test.
 */
export const english: Readonly<Record<string, 'all' | readonly string[]>> = {
  // What a model is asked. It answers as well in any language, and is measured in this one.
  'chat/model/modelInput.ts': 'all',
  'completion/prompt/prompt.ts': 'all',
  'completion/requests/otherThan.ts': 'all',
  'diff/editPrompt.ts': 'all',
  'diff/mergePrompt.ts': 'all',
  'chat/context/recentChanges.ts': 'all',
  'chat/context/chatContext.ts': ['{}\n[the rest is left out]'],
  'editor/connect/liveTest.ts': [
    'Write the numbers from 1 to 60, separated by spaces, and nothing else.',
    'const numbers = [\n  1,\n  2,\n  ',
  ],
  'editor/diagnosis/sessionSteps.ts': [
    'You are asked whether you are ready.',
    'Answer with the word "ready".',
  ],
  'editor/edit/commands/beginCommands.ts': [
    'Write doc comments in the style of the language for what has none or a wrong one. Change no code.',
    'Fix: {}',
  ],

  // What those read who mend the extension, or build on it.
  'editor/extensionApi.ts': 'all',
  'editor/extensionLog.ts': 'all',
  'editor/diagnosis/diagnosticReport.ts': 'all',
  'chat/store/conversationStore.ts': ['tidied up'],
  'webview/chat/focus.ts': ['button, a[tabindex], input, textarea, summary, vscode-button, [tabindex]'],
  'webview/chat/host.ts': ['A message was refused: {}'],
  'session/turns/textStream.ts': 'all',

  // By what code is told apart.
  'diff/importName.ts': ['import {}'],

  // What was recorded was recorded in this one.
  'editor/walkthrough/tourText.ts': 'all',

  // Never shown: it ends what nobody waits for any more.
  'chat/recordedChat.ts': ['Nothing is applied from a recording.'],
  'diff/jsonMembers.ts': ['nested too deep'],
  'editor/endpoints/gateway.ts': ['The gateway has been shut down.'],
  'editor/endpoints/httpCall.ts': ['The request was aborted.'],

  // Names.
  'editor/connect/ownLlama.ts': ['llama.cpp'],
  'editor/connect/presets.ts': ['{} Ultrafast', 'RESOURCE'],
  'editor/connect/recommended.ts': ['Qwen2.5-Coder 0.5B', 'Qwen2.5-Coder 1.5B', 'Qwen2.5-Coder 7B'],

  // Typed by the user behind an @.
  'chat/context/mentions.ts': ['selection', 'problems', 'changes', 'file', 'symbol'],

  // Code, patterns, styles, and the forms of the wire.
  'completion/context/namesNear.ts': 'all',
  'completion/context/words.ts': 'all',
  'completion/filters/prose.ts': 'all',
  'diff/codeShape.ts': 'all',
  'diff/continuedLines.ts': 'all',
  'diff/textLexis.ts': 'all',
  'diff/unitForm.ts': 'all',
  'diff/unitName.ts': 'all',
  'diff/sharedNames.ts': 'all',
  'editor/diagnosis/tunnel.ts': [
    'CONNECT {} HTTP/1.1\r\nHost: {}\r\n{}\r\n',
    'Proxy-Authorization: Basic {}\r\n',
  ],
  'editor/edit/view/hunkStyles.ts': ['1px dashed'],
  'editor/endpoints/caFile.ts': ['-----BEGIN CERTIFICATE-----'],
  'editor/endpoints/target.ts': ['Bearer {}'],
  'editor/finding/readAnswer.ts': ['Unexpected endpoint or method'],
  'editor/nextEdit/nextEditStyles.ts': ['1px {}', '1px solid'],
  'editor/walkthrough/scratchText.ts': 'all',
  'webview/chat/headerView.ts': ['endpoint {}'],
  'webview/chat/markdown/answerSink.ts': ['ul, ol'],

  // Answers to a question, which are worded where they are shown.
  'editor/connect/rows.ts': ['go on'],
  'editor/connect/serverStep.ts': ['all servers', 'look again'],
  'editor/diagnosis/runSteps.ts': ['not reached'],
};
