// Times, sizes and states in words.

export const STAGES = ['firmware', 'loader', 'ipxe', 'script', 'kernel', 'system', 'config'];

const CLASSES = {'done': 'done', 'under way': 'going', 'stopped': 'stopped'};

export const stateClass = state => CLASSES[state] ?? 'soft';

export function duration(ms) {
  if (ms < 1000) {
    return `${ms} ms`;
  }
  const seconds = ms / 1000;
  return seconds < 60 ? `${seconds.toFixed(1)} s` : seconds < 3600 ? `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
    : seconds < 172800 ? `${Math.floor(seconds / 3600)} h ${Math.round(seconds % 3600 / 60)} min` : `${Math.round(seconds / 86400)} days`;
}

export function since(time) {
  const ms = Date.now() - Date.parse(time);
  return ms < 1000 ? 'now' : `${duration(Math.round(ms / 1000) * 1000).replace('.0', '')} ago`;
}

export const until = time => {
  const ms = Date.parse(time) - Date.now();
  return ms > 0 ? `in ${duration(Math.round(ms / 1000) * 1000).replace('.0', '')}` : 'over';
};

export const clock = time => new Date(time).toLocaleString();

export function size(bytes) {
  const units = ['B', 'KiB', 'MiB', 'GiB'];
  let unit = 0;
  while (bytes >= 1024 && unit < units.length - 1) {
    bytes /= 1024;
    unit++;
  }
  return `${unit === 0 ? bytes : bytes.toFixed(1)} ${units[unit]}`;
}
