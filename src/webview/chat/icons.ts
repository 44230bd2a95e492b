import add from '@vscode/codicons/src/icons/add.svg';
import arrowDown from '@vscode/codicons/src/icons/arrow-down.svg';
import check from '@vscode/codicons/src/icons/check.svg';
import chevronDown from '@vscode/codicons/src/icons/chevron-down.svg';
import chevronLeft from '@vscode/codicons/src/icons/chevron-left.svg';
import chevronRight from '@vscode/codicons/src/icons/chevron-right.svg';
import chevronUp from '@vscode/codicons/src/icons/chevron-up.svg';
import close from '@vscode/codicons/src/icons/close.svg';
import copy from '@vscode/codicons/src/icons/copy.svg';
import stop from '@vscode/codicons/src/icons/debug-stop.svg';
import changes from '@vscode/codicons/src/icons/diff-multiple.svg';
import edit from '@vscode/codicons/src/icons/edit.svg';
import exportIcon from '@vscode/codicons/src/icons/export.svg';
import file from '@vscode/codicons/src/icons/file.svg';
import folder from '@vscode/codicons/src/icons/folder.svg';
import branch from '@vscode/codicons/src/icons/git-branch.svg';
import history from '@vscode/codicons/src/icons/history.svg';
import insert from '@vscode/codicons/src/icons/insert.svg';
import queue from '@vscode/codicons/src/icons/list-unordered.svg';
import note from '@vscode/codicons/src/icons/note.svg';
import apply from '@vscode/codicons/src/icons/play.svg';
import refresh from '@vscode/codicons/src/icons/refresh.svg';
import send from '@vscode/codicons/src/icons/send.svg';
import selection from '@vscode/codicons/src/icons/list-selection.svg';
import sparkle from '@vscode/codicons/src/icons/sparkle.svg';
import symbol from '@vscode/codicons/src/icons/symbol-method.svg';
import trash from '@vscode/codicons/src/icons/trash.svg';
import warning from '@vscode/codicons/src/icons/warning.svg';
import wrap from '@vscode/codicons/src/icons/word-wrap.svg';
import live from '@vscode/codicons/src/icons/pulse.svg';

const icons = {
  ...{
    add,
    apply,
    arrowDown,
    branch,
    changes,
    check,
    chevronDown,
    chevronLeft,
    chevronRight,
    chevronUp,
    close,
    copy,
  },
  ...{
    edit,
    export: exportIcon,
    file,
    folder,
    history,
    insert,
    live,
    note,
    queue,
    refresh,
    selection,
    send,
    sparkle,
  },
  ...{ stop, symbol, trash, warning, wrap },
};
export type IconName = keyof typeof icons;

const namespace = 'http://www.w3.org/2000/svg';

/** An icon of VS Code, in the colour of the text around it. Hidden from screen readers: what it stands for needs a label. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  // The icons are paths only, bundled with the page; they are drawn without being parsed as markup.
  for (const [, d = ''] of icons[name].matchAll(/<path[^>]*?\sd="([^"]+)"/g)) {
    const path = document.createElementNS(namespace, 'path');
    path.setAttribute('d', d);
    path.setAttribute('fill', 'currentColor');
    if (icons[name].includes('fill-rule="evenodd"')) path.setAttribute('fill-rule', 'evenodd');
    svg.append(path);
  }
  return svg;
}
