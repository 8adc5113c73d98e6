// The SSIM of renditions against a reference: of the luma, mean over windows of 8 x 8, every 4 pixels.
// The reference is a Lanczos downscale of the full original, without shrink-on-load.
// node ssim.mjs <original> <rendition>...; prints one number per rendition
import sharp from "sharp";

const [original, ...renditions] = process.argv.slice(2);
const whole = await sharp(original).rotate().raw().toBuffer({ resolveWithObject: true });
const raw = { width: whole.info.width, height: whole.info.height, channels: whole.info.channels };
for (const rendition of renditions) {
  const seen = await luma(sharp(rendition));
  const { width, height } = seen.info;
  const reference = await luma(
    sharp(whole.data, { raw }).resize(width, height, { fit: "fill", kernel: "lanczos3" }),
  );
  console.log(ssim(seen.data, reference.data, width, height).toFixed(5));
}

async function luma(image) {
  const { data, info } = await image.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const grey = new Float64Array(info.width * info.height);
  for (let i = 0, at = 0; i < grey.length; i++, at += info.channels) {
    grey[i] = 0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2];
  }
  return { data: grey, info };
}

function ssim(a, b, width, height) {
  const c1 = (0.01 * 255) ** 2, c2 = (0.03 * 255) ** 2;
  let sum = 0, windows = 0;
  for (let y = 0; y + 8 <= height; y += 4) {
    for (let x = 0; x + 8 <= width; x += 4) {
      let sa = 0, sb = 0, saa = 0, sbb = 0, sab = 0;
      for (let j = y; j < y + 8; j++) {
        for (let i = x, at = j * width + x; i < x + 8; i++, at++) {
          const p = a[at], q = b[at];
          sa += p; sb += q; saa += p * p; sbb += q * q; sab += p * q;
        }
      }
      const ma = sa / 64, mb = sb / 64;
      const va = saa / 64 - ma * ma, vb = sbb / 64 - mb * mb, cov = sab / 64 - ma * mb;
      sum += ((2 * ma * mb + c1) * (2 * cov + c2)) / ((ma * ma + mb * mb + c1) * (va + vb + c2));
      windows++;
    }
  }
  return sum / windows;
}
