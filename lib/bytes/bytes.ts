const utf8 = new TextDecoder();

/** Binary data that a command gives: a `Uint8Array` that can be read as text. */
export class Bytes extends Uint8Array<ArrayBuffer> {
  /** The bytes as UTF-8 text. What is not UTF-8 becomes U+FFFD, as in `Response.text()`. */
  text(): string {
    return utf8.decode(this);
  }

  /** The lines of that text. They end with a newline, or a carriage return and a newline. */
  lines(): string[] {
    const lines = this.text().split(/\r?\n/);
    if (lines.at(-1) === "") {
      lines.pop(); // What stands behind the last newline is no line.
    }
    return lines;
  }
}
