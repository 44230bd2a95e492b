import type { AnswerStatus, ChatSettings, ChatState, HostMessage, PageMessage } from '../../chat/messages';
import { t } from '../../common/l10n';
import { element } from '../element';
import { Composer } from './composer/composer';
import { acceptDrops } from './composer/drop';
import { browserFrames, browserIdle } from './browserTiming';
import { conversationsView } from './conversationsView';
import { iconButton } from './controls';
import { emptyView } from './emptyView';
import { keepFocus } from './focus';
import { frames, type Frames } from './frames';
import { headerView } from './headerView';
import type { Kept } from './host';
import { idleWork } from './idle';
import type { AnswerTools } from './markdown/answerSink';
import type { CodeFacts } from './markdown/codeBlock';
import type { LinkTarget } from './markdown/links';
import { queueView } from './queueView';
import { followEnd } from './scroll';
import { Transcript } from './transcript/transcript';

/** What the view needs from its page. */
export interface ChatViewParts {
  readonly post: (message: PageMessage, conversation?: string) => void;
  readonly kept: Kept | undefined;
  readonly keep: (state: Kept) => void;
}

/** This much of an answer is read out when it ends; the rest is in the transcript. UTF-16 units. */
const spokenLength = 600;

/** What is read out before the last words of an answer. */
const endSaid: Readonly<Record<AnswerStatus, string>> = {
  waiting: t('Answer waiting.'),
  streaming: t('Answer streaming.'),
  completed: t('Answer completed.'),
  stopped: t('Answer stopped.'),
  incomplete: t('Answer incomplete.'),
  failed: t('Answer failed.'),
};

/** The conversation that a message opens. */
const idToOpen = (message: PageMessage): string | undefined =>
  message.type === 'openConversation' ? message.id : undefined;

/** Draws the chat into `root`. Returns what receives the messages of the extension. */
export function renderChat(
  root: HTMLElement,
  { post: send, kept, keep }: ChatViewParts,
): (message: HostMessage) => void {
  const idle = idleWork(browserIdle);
  let settings: ChatSettings | undefined;
  let state: ChatState | undefined;
  let olderItems = 0;
  let unsent = kept?.draft;
  /** Whether the whole state has been asked for and has not come. */
  let missing = false;
  /** What messages are meant for: what is on screen, or what was asked for in its place, as far as its id is known. */
  let conversation: string | undefined;
  /** Another conversation has been asked for and has not come: what is typed now is for that. */
  let leaving = false;

  const post = (message: PageMessage): void => {
    const next = message.type === 'newConversation' ? undefined : idToOpen(message);
    if (message.type !== 'newConversation' && next === undefined) return send(message, conversation);
    composer.leave();
    send(message, conversation);
    conversation = next;
    leaving = true;
  };

  const said = element('div', { class: 'said-aloud', role: 'status', 'aria-live': 'polite' });
  /** The same again is another text, or it would not be read out again. */
  const say = (text: string): void =>
    void (said.textContent = said.textContent === text ? `${text}\u00a0` : text);

  /** What is to be read out once everything is drawn: before that an answer is not whole. */
  let unsaid: (() => void) | undefined;
  const pump: Frames = frames(until => {
    const more = transcript.work(until);
    follower.follow();
    if (!more && unsaid) {
      idle.add(unsaid);
      unsaid = undefined;
    }
    return more;
  }, browserFrames);
  const transcript = new Transcript({
    post,
    draw: pump.request,
    answer: (id, part) => answerTools(id, part),
    showNumbers: () => settings?.showNumbers ?? true,
  });

  const answerTools = (answer: string, part: number): AnswerTools => {
    const facts = ({ index, language, path }: CodeFacts, code: string) => ({
      ...{ answer, part, block: index, code },
      ...(language === undefined ? {} : { language }),
      ...(path === undefined ? {} : { path }),
    });
    return {
      idle,
      wrapCode: () => settings?.wrapCode ?? false,
      openLink: (target: LinkTarget) =>
        post(
          target.kind === 'web'
            ? { type: 'openLink', href: target.href }
            : { type: 'openFile', path: target.path },
        ),
      code: {
        copy(block, code) {
          post({ type: 'copyCode', ...facts(block, code) });
          say(t('Code copied'));
        },
        insert: (block, code) => post({ type: 'insertCode', ...facts(block, code) }),
        apply: (block, code, whole) =>
          post({
            type: 'applyCode',
            ...facts(block, code),
            ...(whole || !block.follow ? {} : { follow: block.follow }),
          }),
        openPath: path => post({ type: 'openFile', path }),
      },
    };
  };

  const composer = new Composer({ post, say, changed: draft => keep({ draft }) });
  const queue = queueView(post);
  const header = headerView(post, () => conversations.toggle());
  const conversations = conversationsView(post, () => composer.focus(), header.opener);
  const empty = element('div', { class: 'empty-place' });
  const older = element('button', { type: 'button', class: 'older' }, t('Show earlier messages'));
  older.addEventListener('click', () => {
    const before = transcript.firstId();
    if (before !== undefined) post({ type: 'loadOlder', before });
  });
  const content = element('div', { class: 'content' }, older, transcript.node, empty);
  const region = element('main', { class: 'scroll' }, content);
  const latest = iconButton('arrowDown', t('Jump to latest'), () => {
    follower.toEnd();
    composer.focus();
  });
  latest.classList.add('latest');
  latest.hidden = true;
  const follower = followEnd(region, content, away => (latest.hidden = !away));

  root.className = 'chat';
  root.replaceChildren(
    header.node,
    conversations.node,
    region,
    element('div', { class: 'latest-place' }, latest),
    element(
      'section',
      { class: 'foot', 'aria-label': t('Your message') },
      header.banner,
      queue.node,
      composer.node,
    ),
    said,
  );
  acceptDrops(root, post);
  root.addEventListener('keydown', event => {
    // Wherever the focus is: what has its own Escape has kept it.
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing || !transcript.running) return;
    event.preventDefault();
    post({ type: 'stop' });
  });

  /** Something was missed. Asked once, however much comes until the answer. */
  const askAgain = (): void => {
    if (missing) return;
    missing = true;
    post({ type: 'ready' });
  };

  /** After every change of what is there. */
  const changed = (): void => {
    const answering = transcript.running !== undefined;
    composer.setAnswering(answering);
    queue.setAnswering(answering);
    empty.hidden = !transcript.isEmpty;
    older.hidden = olderItems === 0;
    pump.request();
  };

  const showState = (next: ChatState): void => {
    const first = state === undefined;
    const other = state?.conversation.id !== next.conversation.id;
    // It changed by itself: what was typed was for the one before.
    if (other && !first && !leaving) composer.leave();
    // Of the one before something came late: what was asked for is another one, or empty.
    const arrived = leaving && (other || conversation !== undefined || next.items.length === 0);
    const typed = arrived ? composer.text : '';
    ({ settings, olderItems } = next);
    state = next;
    if (arrived || !leaving) conversation = next.conversation.id;
    missing = false;
    header.setTitle(next.conversation.title);
    header.setEndpoint(next.endpoint);
    composer.setSettings(next.settings);
    composer.setContext(next.context);
    queue.update(next.queue);
    transcript.reset(next.items);
    empty.replaceChildren(
      emptyView(next.suggestions, ({ prompt, send, showsMe }) => {
        if (showsMe === true) return post({ type: 'showMe' });
        if (send) return post({ type: 'send', text: prompt });
        composer.setText(prompt);
        composer.focus();
      }),
    );
    // What was typed here and did not arrive is newer than what the extension knows.
    if (first ? unsent === undefined || unsent === '' : other || arrived) composer.setText(next.draft);
    else if (first && unsent !== undefined) composer.setText(unsent);
    if (typed !== '') composer.setText(typed, true);
    unsent = undefined;
    if (arrived) leaving = false;
    changed();
    follower.toEnd();
  };

  const receive = (message: HostMessage): void => {
    switch (message.type) {
      case 'state':
        return showState(message.state);
      case 'item':
        transcript.put(message.item);
        if (message.item.kind === 'user') follower.toEnd();
        if (message.item.kind === 'answer' && message.item.status === 'waiting') say('Answering');
        return changed();
      case 'older':
        ({ olderItems } = message);
        transcript.prepend(message.items);
        return changed();
      case 'truncate':
        transcript.truncate(message.from);
        return changed();
      case 'delta': {
        const answer = transcript.answer(message.answer);
        if (!answer) return askAgain();
        const fit = answer.delta(message.part, message.at, message.text);
        if (fit === 'gap') return askAgain();
        return fit === 'fits' ? transcript.touched(answer) : undefined;
      }
      case 'redirected': {
        const answer = transcript.answer(message.answer);
        const fit =
          answer?.redirected(message.part, message.instruction, message.live, message.context) ?? 'gap';
        if (fit === 'gap') return askAgain();
        if (fit === 'fits') say(t('Redirected: {0}', message.instruction));
        return answer ? transcript.touched(answer) : undefined;
      }
      case 'ended': {
        const answer = transcript.answer(message.answer);
        if (!answer) return askAgain();
        const wasRunning = !answer.isEnded;
        answer.ended(message.status, message.numbers, message.error);
        transcript.touched(answer);
        if (wasRunning) {
          unsaid = () => say(`${endSaid[message.status]} ${answer.spoken(spokenLength)}`);
          pump.request();
        }
        return changed();
      }
      case 'numbers':
        return transcript.answer(message.answer)?.showNumbers(message.numbers);
      case 'queue':
        return queue.update(message.queue);
      case 'context':
        return composer.setContext(message.context);
      case 'settings':
        ({ settings } = message);
        return composer.setSettings(message.settings);
      case 'endpoint':
        return header.setEndpoint(message.endpoint);
      case 'title':
        return state?.conversation.id === message.conversation ? header.setTitle(message.title) : undefined;
      case 'compose':
        composer.setText(message.text, message.append);
        return composer.focus();
      case 'focus':
        return composer.focus();
      case 'conversations':
        return conversations.update(message.request, message.current, message.conversations);
      case 'mentions':
        return composer.showMentions(message.request, message.items);
      case 'block':
        return transcript
          .answer(message.answer)
          ?.sayOfBlock(message.part, message.block, message.state, message.text);
    }
  };

  return message =>
    keepFocus(
      root,
      () => receive(message),
      () => composer.focus(),
    );
}
