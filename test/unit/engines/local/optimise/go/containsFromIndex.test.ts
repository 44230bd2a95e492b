import { containsFromIndex } from '../../../../../../src/engines/local/optimise/go/containsFromIndex';
import { testTypedRule } from '../typed/running';

testTypedRule({
  language: 'go',
  rule: containsFromIndex,
  rewrites: [
    ['ok := strings.Index(s, "a") != -1\n', 'ok := strings.Contains(s, "a")\n'],
    ['ok := a && strings.Index(s, t) == -1\n', 'ok := a && !strings.Contains(s, t)\n'],
    ['ok := bytes.IndexAny(s, t) >= 0\n', 'ok := bytes.ContainsAny(s, t)\n'],
    ['ok := strings.IndexRune(s, r) < 0\n', 'ok := !strings.ContainsRune(s, r)\n'],
  ],
  leaves: [
    'ok := strings.Index(s, "a") != 0\n',
    'ok := strings.Index(s, "a") > 0\n',
    'ok := strings.LastIndex(s, "a") != -1\n',
    'ok := slices.Index(s, a) != -1\n',
    'strings := other()\nok := strings.Index(s, "a") != -1\n',
    'ok := strings.Index(s /* text */, "a") != -1\n',
  ],
});
