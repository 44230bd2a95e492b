/** What the arms of the benchmark are made of, of one state of the sources: bundled from these and from older ones. */
export { ConversationTree } from '../../src/chat/model/conversationTree';
export { EditBlocks } from '../../src/diff/editBlocks';
export { EditSet } from '../../src/diff/editSet';
export { PlacedEdits } from '../../src/diff/placedEdits';
export { RewriteStream } from '../../src/diff/rewriteStream';
export { setAnswers } from '../../src/editor/edit/answers/setAnswer';
export { SetTurn } from '../../src/editor/edit/answers/setTurn';
