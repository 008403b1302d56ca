/** Why an addon could not be built, or a new one not be made. */
export class AuthorFault extends Error {
  /**
   * - `usage`: what was typed, or a file of the project, is wrong
   * - `failed`: the build failed
   * - `environment`: something that the machine needs is missing
   */
  readonly kind: "usage" | "failed" | "environment";

  constructor(kind: AuthorFault["kind"], message: string) {
    super(message);
    this.kind = kind;
  }
}
