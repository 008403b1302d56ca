// Generated from the contract of pintle. Do not edit.

/** The version of Pintle that this JavaScript is of. */
export const version: string = "0.1.0";
/** The hash of the contract that this JavaScript was built with. */
export const contractHash: string =
  "sha256-ccbc0ab4220647bf6a0b4dd5df3c5f6bb9843f0a12fb8bf2d2b07fb57eb14cb6";
