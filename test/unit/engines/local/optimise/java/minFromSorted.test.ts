import { minFromSorted } from '../../../../../../src/engines/local/optimise/java/minFromSorted';
import { testTypedRule } from '../typed/running';

testTypedRule({
  language: 'java',
  rule: minFromSorted,
  rewrites: [
    ['return xs.stream().sorted(byName).findFirst();', 'return xs.stream().min(byName);'],
    [
      'return xs.stream()\n    .filter(x -> x.ok())\n    .sorted(Comparator.comparing(A::name))\n    .findFirst()\n    .orElse(null);',
      'return xs.stream()\n    .filter(x -> x.ok())\n    .min(Comparator.comparing(A::name))\n    .orElse(null);',
    ],
    [
      'return xs.stream().mapToInt(A::size).sorted().findFirst();',
      'return xs.stream().mapToInt(A::size).min();',
    ],
  ],
  leaves: [
    'return xs.stream().sorted().findFirst();',
    'return xs.stream().mapToDouble(A::size).sorted().findFirst();',
    'return xs.sorted(byName).findFirst();',
    'return xs.stream().sorted(byName).findAny();',
    'return xs.stream().sorted(byName).limit(1);',
    'return xs.stream().sorted(byName) /* least */ .findFirst();',
  ],
});
