/** A field of a request that cannot be used; the message says what is expected there. */
export class WrongField extends Error {
  /**
   * @param param path of the field, such as `messages.3.content`
   * @param expected what should stand there
   */
  constructor(
    readonly param: string,
    expected: string,
  ) {
    super(`Invalid "${param}": expected ${expected}.`);
    this.name = 'WrongField';
  }
}
