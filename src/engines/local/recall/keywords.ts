/** Words that give code its shape in common languages; all other words are names. */
export const keywords: ReadonlySet<string> = new Set(
  (
    'abstract and as assert async await bool boolean break case catch chan char class const continue def default ' +
    'defer del delete do double elif else end enum except export extends extern false final finally float fn for ' +
    'foreach from func function get global go goto if impl implements import in include instanceof int interface is ' +
    'lambda let long loop match mod module mut namespace new nil None nonlocal not null number object of or override ' +
    'package pass private protected pub public raise range readonly ref require return self select set short static ' +
    'string struct super switch template this throw throws trait true True False try type typedef typeof undefined ' +
    'union unsafe unsigned use using var virtual void volatile where while with yield'
  ).split(' '),
);
