import { loadAddon } from "pintle/runtime";
import sharp from "sharp";
import type { images as Images } from "../../examples/images/images.ts";
import { fileOf } from "../harness/addons.ts";
import type { Row } from "../harness/compare.ts";
import { repeatAwaited } from "../harness/repeat.ts";

const images = loadAddon(fileOf("images")).commands.images as unknown as typeof Images;

const [width, height] = [1600, 1200];

/** A picture like a photo: slopes and some noise. */
function picture() {
  const pixels = new Uint8Array(width * height * 3);
  let noise = 1;
  for (let at = 0; at < pixels.length; at += 1) {
    noise = (noise * 48_271) % 2_147_483_647;
    pixels[at] = (at / pixels.length) * 200 + (noise % 24);
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

const jpeg = await picture().jpeg({ quality: 90 }).toBuffer();
const png = await picture().png().toBuffer();

function row(from: string, bytes: Uint8Array, to: "jpeg" | "png"): Row {
  const ours = () =>
    images.resize({ from: "bytes", bytes }, { width: 320, format: to, quality: 80 });
  const theirs = () => {
    const small = sharp(bytes).resize(320);
    return (to === "jpeg" ? small.jpeg({ quality: 80 }) : small.png()).toBuffer();
  };
  return {
    name: `a ${from} of ${width} × ${height} as a ${to} of 320 × 240`,
    ours: repeatAwaited(ours),
    // It wins: libvips decodes a JPEG at a fraction of its size, and has vector code.
    theirs: { sharp: repeatAwaited(theirs) },
    // The bytes cannot be equal; the tests compare the pixels.
    view: (bytes: Uint8Array) => images.infoSync({ from: "bytes", bytes }),
  };
}

export const rows: readonly Row[] = [row("JPEG", jpeg, "jpeg"), row("PNG", png, "png")];
