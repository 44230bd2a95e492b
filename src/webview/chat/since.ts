/** How long ago, as people say it. Both in ms since 1970. */
export function since(then: number, now: number): string {
  const minutes = Math.max(0, Math.round((now - then) / 60_000));
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.round(minutes / 60);
  if (hours < 24) return `${hours} h ago`;
  const days = Math.round(hours / 24);
  return days < 30 ? `${days} ${days === 1 ? 'day' : 'days'} ago` : new Date(then).toLocaleDateString();
}
