// Generated from the contract. Do not edit.

/** How many lists and objects a parameter or a result has inside each other at most. */
export const nesting: number = 1000;
/** The same of a JSON text, which has a few more around them. */
export const textNesting: number = 1016;
