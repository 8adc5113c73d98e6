// Generates the photos that are not in the repository, with the same pixels each time.
// node pictures.mjs <folder>
import fs from "node:fs";
import path from "node:path";
import sharp from "sharp";

const [folder] = process.argv.slice(2);
fs.mkdirSync(folder, { recursive: true });
await generate("landscape-24mp.jpg", 6000, 4000, 9);
await generate("street-12mp.jpg", 4032, 3024, 11);

// Noise two pixels wide, as in low light, so that the files are as large as those of present cameras: 0.3 bytes a pixel.
async function generate(name, width, height, grain) {
  const file = path.join(folder, name);
  if (fs.existsSync(file)) return;
  const pixels = Buffer.alloc(width * height * 3);
  const random = generator(width);
  const octaves = [5, 11, 23, 47, 97, 211, 401].map((cells) => field(cells, random));
  let above = new Float32Array(width), here = new Float32Array(width);
  for (let y = 0, at = 0; y < height; y++) {
    [above, here] = [here, above];
    for (let x = 0; x < width; x++, at += 3) {
      let value = 0;
      octaves.forEach((octave, i) => (value += octave(x / width, y / height) / 2 ** i));
      const sky = y / height;
      // A sharp edge, as of roofs and branches.
      const ridge = value > 0.9 + 0.5 * sky ? 60 : 0;
      here[x] = random() - 0.5;
      const left = Math.max(0, x - 1);
      const noise = ((here[x] + here[left] + above[x] + above[left]) / 2) * grain;
      pixels[at] = clamp(90 * value + 60 * sky + ridge + noise);
      pixels[at + 1] = clamp(80 * value + 70 - 30 * sky + ridge + noise);
      pixels[at + 2] = clamp(70 * value + 110 - 90 * sky + noise / 2);
    }
  }
  await sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 96 })
    .toFile(file);
}

function field(cells, random) {
  const values = Float32Array.from({ length: (cells + 2) ** 2 }, random);
  return (u, v) => {
    const x = u * cells, y = v * cells;
    const i = Math.floor(x), j = Math.floor(y);
    const s = smooth(x - i), t = smooth(y - j);
    const at = j * (cells + 2) + i;
    const top = values[at] * (1 - s) + values[at + 1] * s;
    const bottom = values[at + cells + 2] * (1 - s) + values[at + cells + 3] * s;
    return top * (1 - t) + bottom * t;
  };
}

function smooth(t) {
  return t * t * (3 - 2 * t);
}

function clamp(value) {
  return Math.max(0, Math.min(255, value));
}

/** mulberry32 */
function generator(seed) {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
