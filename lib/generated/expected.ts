// Generated from the contract of pintle. Do not edit.

/** The version of Pintle that this JavaScript is of. */
export const version: string = "0.1.0";
/** The hash of the contract that this JavaScript was built with. */
export const contractHash: string =
  "sha256-27a0b75b4b49980de1a8b6052cd7b6e40773f228664e02fe393c497e610a2152";
