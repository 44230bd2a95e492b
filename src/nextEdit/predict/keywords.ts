const words = new Set(
  `abstract and as assert async await auto bool boolean break byte case catch char class const continue def default defer
  delete do double elif else end enum export extends extern false final finally float fn for foreach from fun func function
  go goto if impl implements import in include instanceof int interface internal is lambda let long loop match mod module
  mut namespace new nil None not null number object of operator or override package pass print private protected public
  raise readonly record ref return sealed self short signed sizeof static string struct super switch synchronized template
  this throw throws trait true True False try type typedef typeof undefined union unsafe unsigned use using val var
  virtual void volatile where while with yield`.split(/\s+/),
);

/** Whether a word means something in one of the usual languages, so that nobody renames it. */
export function isKeyword(word: string): boolean {
  return words.has(word);
}
