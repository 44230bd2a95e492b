/** The id of the view, as package.json contributes it. */
export const chatViewId = 'codexSpark.chat';
