/** Under this name it is remembered which server a person wanted to have started. */
export const remembered = 'codexSpark.llamaServer';
