// Renders with sharp; reads requests from standard input, one JSON object a line:
// {"photo": path, "way": "pipelines" | "chained", "format": "jpeg" | "webp", "sizes": [..], "out": folder}
import fs from "node:fs";
import path from "node:path";
import readline from "node:readline";
import sharp from "sharp";

sharp.cache(false);
sharp.concurrency(1);

for await (const line of readline.createInterface({ input: process.stdin })) {
  const { photo, way, format, sizes, out } = JSON.parse(line);
  const original = fs.readFileSync(photo);
  const results = await { pipelines, chained }[way](original, format, sizes);
  results.forEach((bytes, i) => fs.writeFileSync(path.join(out, `${sizes[i]}.${format}`), bytes));
  console.log("done");
}

function inside(image, size) {
  return image.resize(size, size, { fit: "inside", withoutEnlargement: true });
}

function encoded(image, format) {
  return format === "jpeg"
    ? image.jpeg({ quality: 80 })
    : image.webp({ quality: 80, effort: 4 });
}

function pipelines(original, format, sizes) {
  return Promise.all(
    sizes.map((size) => encoded(inside(sharp(original).rotate(), size), format).toBuffer()),
  );
}

async function chained(original, format, sizes) {
  const results = [];
  let image = sharp(original).rotate();
  for (const size of [...sizes].sort((a, b) => b - a)) {
    const { data, info } = await inside(image, size).raw().toBuffer({ resolveWithObject: true });
    const raw = { width: info.width, height: info.height, channels: info.channels };
    results[sizes.indexOf(size)] = await encoded(sharp(data, { raw }), format).toBuffer();
    image = sharp(data, { raw });
  }
  return results;
}
