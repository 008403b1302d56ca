// Generated from the contract. Do not edit.

/** How many levels of lists and objects a parameter or a result may have. */
export const nesting: number = 1000;
/** The same for a JSON text, which has a few more levels around them. */
export const textNesting: number = 1016;
