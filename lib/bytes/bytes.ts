const utf8 = new TextDecoder();

/** Binary data that a command returns: a `Uint8Array` that can be read as text. */
export class Bytes extends Uint8Array<ArrayBuffer> {
  /** The bytes as UTF-8 text. Invalid bytes become U+FFFD, as in `Response.text()`. */
  text(): string {
    return utf8.decode(this);
  }

  /** The lines of that text. They end with a newline, or a carriage return and a newline. */
  lines(): string[] {
    const lines = this.text().split(/\r?\n/);
    if (lines.at(-1) === "") {
      lines.pop(); // What follows the last newline is not a line.
    }
    return lines;
  }
}
