// Generated from the contract of pintle. Do not edit.

/** The version of Pintle that this JavaScript is of. */
export const version: string = "0.1.0";
/** The hash of the contract that this JavaScript was built with. */
export const contractHash: string =
  "sha256-b9f353a24e71706b4137466c36e8fc6570c04f525586ef5f5dd385ee6b08f81a";
/** The version of the interface between an addon and this JavaScript. */
export const interfaceVersion: number = 1;
