declare module 'cli-progress' {
  export const Presets: { shades_classic: object }
  export class SingleBar {
    constructor(options: { format: string }, preset: object)
    start(total: number, startValue: number, payload: Record<string, string>): void
    setTotal(total: number): void
    update(value: number, payload: Record<string, string>): void
    stop(): void
  }
}
