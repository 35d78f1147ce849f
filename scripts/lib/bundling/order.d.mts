export function inBestOrder(code: string): Promise<string>;
