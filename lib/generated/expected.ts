// Generated from the contract of pintle. Do not edit.

/** The version of Pintle that this JavaScript is of. */
export const version: string = "0.1.0";
/** The hash of the contract that this JavaScript was built with. */
export const contractHash: string =
  "sha256-86f8bbee706dc5e030db6e9ac68d467e86a450dfc519ae397da94f1b31d7f789";
