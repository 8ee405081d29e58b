/** What a figure is drawn with where it is taken elsewhere: dark on paper, in whatever theme. */
const ON_PAPER: Readonly<Record<string, string>> = {
  '--line': '#b4b4b4',
  '--text': '#1b1b1b',
  '--text-third': '#5c5c5c',
  '--chosen': '#e4e4e4',
  '--questioned': '#0b6868',
  '--known': '#8a5200',
};

/**
 * A figure as a file of its own: on paper, with its pictures inside.
 *
 * @param text SVG as the window shows it.
 * @param pictures addresses of the pictures in it.
 * @throws Error where one of them cannot be read.
 */
export async function onPaper(text: string, pictures: readonly string[]): Promise<string> {
  const coloured = text.replaceAll(/var\((--[a-z-]+)\)/gu, (_, name: string) => ON_PAPER[name] ?? '#1b1b1b');
  const inside = await Promise.all(
    [...new Set(pictures)].map(async (address) => [escaped(address), await dataAddress(address)] as const),
  );
  return inside.reduce(
    (svg, [address, data]) => svg.replaceAll(`href="${address}"`, `href="${data}"`),
    coloured,
  );
}

/** As an attribute of XML says it. */
const escaped = (address: string): string => address.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

async function dataAddress(address: string): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error((await response.text()).trim());
  return dataOf(await response.blob());
}

/** A file's bytes as a `data:` address. */
export function dataOf(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error ?? new Error('the picture cannot be read'));
    reader.readAsDataURL(blob);
  });
}
