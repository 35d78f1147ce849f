import type { Viewport } from './viewport';

/** Share of the distance to the pointer by which the view moves in a frame. */
const pace = 0.3;
const fastest = 200;

/** Moves the view while something is dragged over its edge; the farther out, the faster. */
export class EdgeScroll {
  #frame = 0;
  #x = 0;
  #y = 0;

  /**
   * @param axes in which it may move
   * @param moved told after each step, with the pointer's place
   */
  constructor(
    private readonly viewport: Viewport,
    private readonly axes: 'both' | 'sideways',
    private readonly moved: (clientX: number, clientY: number) => void,
  ) {}

  over(clientX: number, clientY: number): void {
    this.#x = clientX;
    this.#y = clientY;
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#step());
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  #step(): void {
    this.#frame = 0;
    const { x, y } = this.viewport.outside(this.#x, this.#y);
    const down = this.axes === 'both' ? step(y) : 0;
    const right = step(x);
    if (right === 0 && down === 0) return;
    this.viewport.scrollBy(right, down);
    this.moved(this.#x, this.#y);
    this.#frame = requestAnimationFrame(() => this.#step());
  }
}

function step(distance: number): number {
  return Math.sign(distance) * Math.min(fastest, Math.ceil(Math.abs(distance) * pace));
}
