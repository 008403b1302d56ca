// Generated from the contract of pintle. Do not edit.

/** The version of Pintle that this JavaScript is of. */
export const version: string = "0.1.0";
/** The hash of the contract that this JavaScript was built with. */
export const contractHash: string =
  "sha256-c860a6277f5f48848c7975eb63382b68bf8b511d7149496dbb320abab0aaf5e0";
