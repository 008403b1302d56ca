import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { images, type Thumbnail } from "../../examples/images/images.ts";
import { failure } from "../failure.ts";

const ground = mkdtempSync(join(tmpdir(), "pintle-images-"));
afterAll(() => rmSync(ground, { recursive: true, force: true }));

const [width, height] = [480, 360];

/** A picture with slopes, edges and curves. */
function pixels(): Uint8Array {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const wave = 60 * Math.sin(x / 17) * Math.cos(y / 23);
      const isInside = (x - 300) ** 2 + (y - 150) ** 2 < 80 ** 2;
      const at = 3 * (y * width + x);
      data[at] = Math.round((x / width) * 180 + (isInside ? 60 : 0));
      data[at + 1] = Math.round(128 + wave);
      data[at + 2] = Math.round((y / height) * 200 + (isInside ? 0 : 40));
    }
  }
  return data;
}

const raw = { raw: { width, height, channels: 3 } } as const;
let png: Buffer;
let jpeg: Buffer;
beforeAll(async () => {
  png = await sharp(pixels(), raw).png().toBuffer();
  jpeg = await sharp(pixels(), raw).jpeg({ quality: 95 }).toBuffer();
});

/** It takes only Node's and JavaScript's own classes of bytes. */
const bySharp = (image: Uint8Array) => sharp(Uint8Array.from(image));

const decoded = (image: Uint8Array) => bySharp(image).removeAlpha().raw().toBuffer();

/** How much two pictures are alike, in dB: 30 is hard to see, equal ones are infinite. */
function peakSignalToNoise(a: Uint8Array, b: Uint8Array): number {
  expect(a.length).toBe(b.length);
  const squares = a.reduce((sum, value, index) => sum + (value - (b[index] ?? 0)) ** 2, 0);
  return 10 * Math.log10(255 ** 2 / (squares / a.length));
}

const fromBytes = (bytes: Uint8Array) => ({ from: "bytes", bytes }) as const;
const fromFile = (path: string) => ({ from: "file", path }) as const;

function file(name: string, bytes: Uint8Array): string {
  const path = join(ground, name);
  writeFileSync(path, bytes);
  return path;
}

describe("an image", () => {
  test("has the dimensions that sharp finds", async () => {
    for (const bytes of [png, jpeg]) {
      const { width, height, format } = await sharp(bytes).metadata();
      expect(await images.info(fromBytes(bytes))).toEqual({ width, height, format });
      expect(await images.info(fromFile(file("info", bytes)))).toEqual({ width, height, format });
      expect(images.infoSync(fromBytes(bytes))).toEqual({ width, height, format });
    }
  });

  test.each([
    ["png", 120, undefined],
    ["jpeg", 120, undefined],
    ["png", 333, 100],
    ["jpeg", 700, 500],
  ] as const)("is resized as sharp does: %s to %d × %s", async (from, wide, high) => {
    const bytes = from === "png" ? png : jpeg;
    const ours = await images.resize(fromBytes(bytes), {
      width: wide,
      height: high ?? null,
      format: "png",
    });
    const fit = high === undefined ? "cover" : "fill";
    const theirs = await sharp(bytes).resize(wide, high, { fit }).png().toBuffer();
    const [one, other] = [await bySharp(ours).metadata(), await bySharp(theirs).metadata()];
    expect([one.width, one.height, one.format]).toEqual([other.width, other.height, "png"]);
    expect(peakSignalToNoise(await decoded(ours), await decoded(theirs))).toBeGreaterThan(35);
  });

  test("is written as JPEG with the quality that is wanted", async () => {
    const original = await sharp(png).resize(240).raw().toBuffer();
    const made = async (quality: number) => {
      const bytes = await images.resize(fromBytes(png), { width: 240, quality });
      expect((await bySharp(bytes).metadata()).format).toBe("jpeg");
      return { size: bytes.length, likeness: peakSignalToNoise(await decoded(bytes), original) };
    };
    const [low, high] = [await made(20), await made(95)];
    expect(low.size).toBeLessThan(high.size / 2);
    expect(low.likeness).toBeLessThan(high.likeness);
    expect(high.likeness).toBeGreaterThan(32);
  });

  test.each([
    [{ width: 0 }, "/width"],
    [{ width: 10, height: 0 }, "/height"],
    [{ width: 10, quality: 0 }, "/quality"],
    [{ width: 10, quality: 101 }, "/quality"],
  ])("is not resized with %j", async (options, pointer) => {
    const code = "ERR_PINTLE_INVALID_VALUE";
    const error = await failure(() => images.resize(fromBytes(png), options));
    expect(error).toMatchObject({ code, pointer });
  });

  test.each([
    ["nothing", Uint8Array.of()],
    ["a text", Buffer.from("no image")],
  ])("is not %s", async (_, bytes) => {
    const error = await failure(() => images.info(fromBytes(bytes)));
    expect(error).toMatchObject({ code: "ERR_IMAGES_INVALID" });
  });

  test("that is cut off is an error", async () => {
    for (const bytes of [png, jpeg]) {
      const cut = bytes.subarray(0, bytes.length / 2);
      const error = await failure(() =>
        images.resize(fromBytes(cut.subarray(0, 40)), { width: 10 }),
      );
      expect(error).toMatchObject({ code: "ERR_IMAGES_INVALID" });
      await images.resize(fromBytes(cut), { width: 10 }).catch((error) => {
        expect(error).toMatchObject({ code: "ERR_IMAGES_INVALID" });
      });
    }
  });

  test("that does not exist is an error of the system", async () => {
    const error = await failure(() => images.info(fromFile(join(ground, "missing.png"))));
    expect(error).toMatchObject({ code: "ERR_PINTLE_IO" });
  });
});

describe("an image with more pixels than are allowed", () => {
  /** A PNG of 40,000 × 40,000 pixels, with the data of the first rows: it says what it would need. */
  function bomb(): Uint8Array {
    const side = 40_000;
    const chunk = (type: string, data: Uint8Array) => {
      const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
      const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
      length.writeUInt32BE(data.length);
      sum.writeUInt32BE(crc32(body));
      return Buffer.concat([length, body, sum]);
    };
    const header = Buffer.alloc(13);
    header.writeUInt32BE(side, 0);
    header.writeUInt32BE(side, 4);
    header.set([8, 2, 0, 0, 0], 8);
    const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
    const rows = deflateSync(Buffer.alloc(64 * (3 * side + 1)));
    const end = chunk("IEND", Uint8Array.of());
    return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", rows), end]);
  }

  test("is refused before it is decoded", async () => {
    const bytes = bomb();
    expect(bytes.length).toBeLessThan(100_000);
    expect(await images.info(fromBytes(bytes))).toMatchObject({ width: 40_000, height: 40_000 });
    const before = process.memoryUsage.rss();
    const error = await failure(() => images.resize(fromBytes(bytes), { width: 10 }));
    expect(error).toMatchObject({
      code: "ERR_IMAGES_TOO_LARGE",
      message: "images.resize: the bytes: expected at most 50000000 pixels, got 40000 × 40000",
    });
    // Decoded, it would need 4.8 GB.
    expect(process.memoryUsage.rss() - before).toBeLessThan(100 * 2 ** 20);
  });

  test("is refused when it is what would be made, too", async () => {
    const options = { width: 100_000, height: 100_000 };
    const error = await failure(() => images.resize(fromBytes(png), options));
    expect(error).toMatchObject({ code: "ERR_IMAGES_TOO_LARGE", pointer: "/width" });
    expect((await failure(() => images.resize(fromBytes(png), { width: 60_000 }))).code).toBe(
      "ERR_IMAGES_TOO_LARGE",
    );
  });

  test("may have as many as the caller says", async () => {
    const most = width * height;
    const allowed = { width: 10, maxPixels: most };
    expect((await images.resize(fromBytes(png), allowed)).length).toBeGreaterThan(0);
    const refused = { width: 10, maxPixels: most - 1 };
    expect((await failure(() => images.resize(fromBytes(png), refused))).code).toBe(
      "ERR_IMAGES_TOO_LARGE",
    );
  });
});

describe("thumbnails", () => {
  const folder = join(ground, "thumbnails");
  const paths: string[] = [];
  beforeAll(() => {
    mkdirSync(folder);
    paths.push(...Array.from({ length: 12 }, (_, index) => file(`${index}.png`, png)));
  });

  test("are written in the order of the paths, and reported one by one", async () => {
    const heard: Thumbnail[] = [];
    const made = await images.thumbnails(paths, folder, {
      width: 48,
      onThumbnail: async (thumbnail) => {
        heard.push(thumbnail);
      },
    });
    expect(made.map(({ path }) => path)).toEqual(paths);
    expect(heard.toSorted(byPath)).toEqual(made.toSorted(byPath));
    for (const { thumbnail, width, height } of made) {
      const found = await sharp(readFileSync(thumbnail)).metadata();
      expect([found.width, found.height, found.format]).toEqual([width, height, "jpeg"]);
      expect([width, height]).toEqual([48, 36]);
    }
  });

  const byPath = (a: Thumbnail, b: Thumbnail) => (a.path < b.path ? -1 : 1);

  test("end with what the listener throws", async () => {
    const cause = new Error("enough");
    const onThumbnail = () => {
      throw cause;
    };
    const error = await failure(() => images.thumbnails(paths, folder, { width: 48, onThumbnail }));
    expect(error).toMatchObject({ code: "ERR_PINTLE_CALLBACK", cause });
  });

  test("end when the call is cancelled", async () => {
    const controller = new AbortController();
    const onThumbnail = () => controller.abort();
    const options = { width: 48, signal: controller.signal, onThumbnail };
    const error = await failure(() => images.thumbnails(paths, folder, options));
    expect(error.code).toBe("ERR_PINTLE_CANCELLED");
  });

  test("say which image is bad", async () => {
    const bad = [...paths.slice(0, 3), file("bad.png", Buffer.from("bad"))];
    const error = await failure(() => images.thumbnails(bad, folder, { width: 48 }));
    expect(error).toMatchObject({ code: "ERR_IMAGES_INVALID", pointer: "/paths/3" });
  });
});
