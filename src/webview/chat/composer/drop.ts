import { limits, type PageMessage } from '../../../chat/messages';
import { droppedUris } from './uriList';

/** Lets files be dropped on `root`: from VS Code as addresses, from elsewhere by their content. */
export function acceptDrops(root: HTMLElement, post: (message: PageMessage) => void): void {
  const wanted = (event: DragEvent): boolean =>
    event.dataTransfer?.types.some(type => /uri-list$|^Files$/.test(type)) ?? false;
  let depth = 0;
  const mark = (change: number): void => {
    depth = Math.max(0, depth + change);
    root.classList.toggle('dropping', depth > 0);
  };
  root.addEventListener('dragenter', event => {
    if (wanted(event)) mark(1);
  });
  root.addEventListener('dragleave', event => {
    if (wanted(event)) mark(-1);
  });
  root.addEventListener('dragover', event => {
    if (!wanted(event) || !event.dataTransfer) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  });
  root.addEventListener('drop', event => {
    const { dataTransfer } = event;
    if (!wanted(event) || !dataTransfer) return;
    event.preventDefault();
    mark(-depth);
    const uris = droppedUris(
      dataTransfer.getData('application/vnd.code.uri-list') || dataTransfer.getData('text/uri-list'),
    );
    if (uris.length > 0) return post({ type: 'dropUris', uris });
    for (const file of [...dataTransfer.files].slice(0, 10)) void dropFile(file, post);
  });
}

async function dropFile(file: File, post: (message: PageMessage) => void): Promise<void> {
  // A cut file would look whole; the extension says why a big one is not attached.
  const text = file.size > limits.droppedText ? '' : await file.text().catch(() => '');
  post({ type: 'dropText', name: file.name.slice(0, 200), text: text.slice(0, limits.droppedText) });
}
