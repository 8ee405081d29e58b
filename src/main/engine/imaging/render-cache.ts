import { ChirographError } from '../../../contract/schema.ts';
import type { RenderedImage } from './preparation.ts';

/** Bytes of rendered pictures kept, so that going back to a page does not decode it again. */
const CAPACITY = 128 * 1024 * 1024;

/** Pictures rendered lately, by name; requests for a picture under way share it. A failure is not kept. */
export class RenderCache {
  readonly #pictures = new Map<string, RenderedImage>();
  readonly #underWay = new Map<string, Promise<RenderedImage>>();
  #bytes = 0;

  async get(name: string, render: () => Promise<RenderedImage>): Promise<RenderedImage> {
    const kept = this.#pictures.get(name);
    if (kept !== undefined) {
      this.#pictures.delete(name);
      this.#pictures.set(name, kept);
      return kept;
    }
    const joined = this.#underWay.get(name);
    if (joined !== undefined) return this.#join(joined, name, render);
    const picture = render();
    this.#underWay.set(name, picture);
    try {
      const image = await picture;
      this.#keep(name, image);
      return image;
    } finally {
      this.#underWay.delete(name);
    }
  }

  /** Whoever asked first may give the picture up; whoever joined still wants it. */
  async #join(
    joined: Promise<RenderedImage>,
    name: string,
    render: () => Promise<RenderedImage>,
  ): Promise<RenderedImage> {
    try {
      return await joined;
    } catch (error) {
      if (error instanceof ChirographError && error.code === 'cancelled') return this.get(name, render);
      throw error;
    }
  }

  #keep(name: string, image: RenderedImage): void {
    if (image.bytes.length > CAPACITY / 4) return;
    this.#pictures.set(name, image);
    this.#bytes += image.bytes.length;
    for (const [oldest, { bytes }] of this.#pictures) {
      if (this.#bytes <= CAPACITY) return;
      this.#pictures.delete(oldest);
      this.#bytes -= bytes.length;
    }
  }
}
