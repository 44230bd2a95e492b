/**
 * Shows a message with buttons, and resolves to what the pressed one stands for; to undefined when the message was put away.
 * @param show shows the message with these labels, and resolves to the one that was pressed
 */
export async function pressed<T extends string>(
  buttons: readonly T[],
  words: Readonly<Record<T, string>>,
  show: (labels: readonly string[]) => Thenable<string | undefined>,
): Promise<T | undefined> {
  const label = await show(buttons.map(button => words[button]));
  return buttons.find(button => words[button] === label);
}
