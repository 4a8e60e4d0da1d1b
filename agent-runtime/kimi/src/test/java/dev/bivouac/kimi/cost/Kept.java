package dev.bivouac.kimi.cost;

/**
 * How a run went.
 *
 * @param way how its conversation was kept within the window
 * @param bill what its requests took
 * @param fits true if no request was longer than the window allows
 * @param goalLostAt the first step whose request did not hold the goal any more; 0 if all did
 * @param answered true if the fact of the first page could be told at the end
 */
record Kept(String way, Bill bill, boolean fits, int goalLostAt, boolean answered) {
  boolean completes() {
    return fits && goalLostAt == 0 && answered;
  }
}
