// Loaded into the gateway's process with --import: says over the IPC channel what the process holds after a
// collection. Ends the process with its parent.
// @ts-check
process.on('message', () => {
  const mostRss = process.resourceUsage().maxRSS * 1024;
  if (globalThis.gc) for (let times = 0; times < 2; times++) globalThis.gc();
  const { heapUsed, external, rss } = process.memoryUsage();
  process.send?.({ heapUsed, external, rss, mostRss, resources: process.getActiveResourcesInfo() });
});
process.on('disconnect', () => process.exit(1));
process.channel?.unref();
