/**
 * Side by side: where each event of a day stands when several happen at once.
 */

/** A stretch of one day in minutes since midnight; the end is open. */
export interface Stretch {
  start: number;
  end: number;
}

/** The place of a stretch: `column` of `columns`, `span` columns wide. */
export interface Place {
  column: number;
  columns: number;
  span: number;
}

/**
 * Places stretches so that none covers another, in the order given. Those that touch one another, directly or through
 * others, share one division of the width; each grows to its right as far as nothing stands in its way.
 */
export function placeSideBySide(stretches: readonly Stretch[]): Place[] {
  const places: Place[] = stretches.map(() => ({ column: 0, columns: 1, span: 1 }));
  for (const cluster of clustersOf(stretches)) placeCluster(stretches, cluster, places);
  return places;
}

/** Indexes of stretches grouped so that no two of different groups overlap; earlier and longer ones first. */
function clustersOf(stretches: readonly Stretch[]): number[][] {
  const order = stretches
    .map((_, i) => i)
    .sort((a, b) => byStartThenLength(stretches[a]!, stretches[b]!) || a - b);
  const clusters: number[][] = [];
  let clusterEnd = -Infinity;
  for (const index of order) {
    const { start, end } = stretches[index]!;
    if (start >= clusterEnd) clusters.push([]);
    clusters.at(-1)!.push(index);
    clusterEnd = Math.max(clusterEnd, end);
  }
  return clusters;
}

function byStartThenLength(a: Stretch, b: Stretch): number {
  return a.start - b.start || b.end - a.end;
}

function placeCluster(stretches: readonly Stretch[], cluster: readonly number[], places: Place[]): void {
  const columns: number[][] = [];
  for (const index of cluster) {
    const free = columns.findIndex((column) => stretches[column.at(-1)!]!.end <= stretches[index]!.start);
    const column = free === -1 ? columns.push([]) - 1 : free;
    columns[column]!.push(index);
    places[index]!.column = column;
  }
  for (const index of cluster) {
    const place = places[index]!;
    place.columns = columns.length;
    while (
      place.column + place.span < columns.length &&
      isFree(stretches, columns[place.column + place.span]!, index)
    ) {
      place.span += 1;
    }
  }
}

function isFree(stretches: readonly Stretch[], column: readonly number[], index: number): boolean {
  const wanted = stretches[index]!;
  return column.every(
    (other) => stretches[other]!.end <= wanted.start || stretches[other]!.start >= wanted.end,
  );
}
