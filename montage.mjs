import sharp from 'sharp'
const [out, h, ...files] = process.argv.slice(2)
const H = Number(h); let x = 0; const parts = []
for (const f of files) { const buf = await sharp('tmp/shots/' + f + '.png').toBuffer(); const m = await sharp(buf).metadata(); const cut = await sharp(buf).extract({ left: 0, top: 0, width: m.width, height: Math.min(m.height, H) }).toBuffer(); parts.push({ input: cut, left: x, top: 0 }); x += m.width + 12 }
await sharp({ create: { width: x, height: H, channels: 3, background: '#888' } }).composite(parts).png().toFile(out)
