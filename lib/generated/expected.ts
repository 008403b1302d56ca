// Generated from the contract of pintle. Do not edit.

/** The version of Pintle that this JavaScript is of. */
export const version: string = "0.1.0";
/** The hash of the contract that this JavaScript was built with. */
export const contractHash: string =
  "sha256-b39181a7f4472f1439be1ee37995fb5e62c69b3f0e6e8e1ac78e706bfe146b99";
