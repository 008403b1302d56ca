// Generated from the contract. Do not edit.

/** The options that every call takes besides those of its command. */
export const callOptions = ["signal", "onProgress", "onLine"] as const;
