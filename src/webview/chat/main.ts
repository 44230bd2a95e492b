import '../language';
import { renderChat } from './chatView';
import { connectHost, type Host } from './host';

const root = document.getElementById('chat');
if (root) {
  const host: Host = connectHost(message => receive(message));
  const receive = renderChat(root, { post: host.post, kept: host.kept, keep: host.keep });
  window.addEventListener('error', event =>
    host.post({ type: 'problem', text: event.message.slice(0, 500) }),
  );
  host.post({ type: 'ready' });
}
