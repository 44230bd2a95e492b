import { markers } from '../../../../src/completion/filters/markers';
import { filterTable } from '../../../support/completion/filterTable';

filterTable('markers', markers, [
  ['█', 'a();<|endoftext|>import x', 'a();'],
  ['█', '<|fim_middle|>a();', 'a();'],
  ['█', 'a();<fim_suffix>\nb();', 'a();'],
  ['█', 'a();<｜end▁of▁sentence｜>', 'a();'],
  ['█', 'a();\n</fill>', 'a();\n'],
  ['█', '<fill><fill>a();', 'a();'],
  ['█', ' <fill>a();', 'a();'],
  ['█', 'a()[SUFFIX]b', 'a()'],
  ['let a = █;', '1<|cursor|>;', '1'],
  ['let a = █;', 'let a = <|cursor|>1', '1'],
  ['let a = █;', 'a = <|cursor1|>1', '1'],
  ['const end = "<|endoftext|>";\nx = █', '"<|endoftext|>";', '"<|endoftext|>";'],
  ['x = █', 'a <| b || c |> d', 'a <| b || c |> d'],
  ['█', '<cursor path="lib/a.js" language="javascript">\na();', '\na();'],
  ['█', '<cursor path="lib/a.js" language="javascript" marker="<|cursor|>">a();</cursor>', 'a();'],
  // The code of the prompt again, behind its tag.
  ['a();\nb();\n  c();\n  █', '<cursor path="a.js" language="javascript">\na();\nb();\n  c', ''],
  ['a();\nb();\n  c();\n  █', '<cursor path="a.js" language="javascript">\nb();\n  c();\n  d();', 'd();'],
  ['a();\nb();\n  c();\n  █', '<cursor path="a.js" language="javascript">\nb();\n  d();', '\nb();\n  d();'],
  ['x = a█', '<cursor path="a.js" language="javascript">\nx = a + b', ' + b'],
  ['a();\n█', '<fill>a();', 'a();'],
  ['█', 'a();\n</selection>\nb();', 'a();\n'],
  ['█', 'a();\n<document path="b.js" language="javascript">\nb();', 'a();\n'],
  ['<selection id="s">\n█', 'a\n</selection>', 'a\n</selection>'],
  ['x = █', '<div>[1]</div>', '<div>[1]</div>'],
  // A limit has cut the answer in the middle of one.
  ['█', 'a();\n    <fil', 'a();\n    '],
  ['█', '<fill>a();\n</fill', 'a();\n'],
  ['█', 'a();\n<cursor path="a.ts" lang', 'a();\n'],
  ['█', 'a();<|fim_mi', 'a();'],
  ['x = █', 'a <fi', 'a <fi'],
  ['x = █', 'a <| f', 'a <| f'],
  ['<filler/>\n█', '<filler', '<filler'],
  ['<fill/>\n█', '<fill', '<fill'],
  ['█', '<cursor>\n    pass\n</|im_end|>\n<|im_start|>user', '\n    pass\n'],
  ['x: Vec█', '<cursor>', '<cursor>'],
  // Turns of a chat.
  ['█', '|user|\n|user|\n', '\n'],
  ['█', 'a();\n|assistant|\nb();', 'a();\n'],
  ['█', 'a();\n<|user|>\nb();', 'a();\n'],
  ['each(█)', '|user|\n|user|\n', '\n'],
  ['█', '<fill>\n    <fill>\n        <', '\n        '],
  ['█', '<fill>a();\n</', 'a();\n'],
  ['x = █', '<fill>a <b', 'a <b'],
  ['█', 'a = b\n  |user', 'a = b\n  |user'],
]);
filterTable('markers in Rust', markers, [['each(█)', '|user|\n  a(user)', '|user|\n  a(user)']], {
  languageId: 'rust',
});
