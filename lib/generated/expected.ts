// Generated from the contract of pintle. Do not edit.

/** The version of Pintle that this JavaScript is of. */
export const version: string = "0.1.0";
/** The hash of the contract that this JavaScript was built with. */
export const contractHash: string =
  "sha256-04bdc55d99825122bd59a70c3bd0891bf2f77fe5cab089fe991a1982282c1f79";
