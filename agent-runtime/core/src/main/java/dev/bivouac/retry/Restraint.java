package dev.bivouac.retry;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What holds calls back, for all runs that share it: the quota of the provider's account, and a
 * breaker for the provider and for each tool.
 */
public final class Restraint {
  private final Throttle throttle;
  private final Clock clock;
  private final Breaker provider;
  private final Map<String, Breaker> tools = new ConcurrentHashMap<>();

  /**
   * Nothing has been called yet.
   *
   * @param throttle of the provider's account
   * @param clock tells when to try again what has failed
   */
  public Restraint(Throttle throttle, Clock clock) {
    this.throttle = throttle;
    this.clock = clock;
    this.provider = new Breaker("provider", clock);
  }

  /** Keeps to that quota, by this machine's clocks. */
  public static Restraint of(Quota quota, Clock clock) {
    return new Restraint(new Throttle(quota, System::nanoTime), clock);
  }

  /** The quota of the provider's account. */
  public Throttle throttle() {
    return throttle;
  }

  /** For calls of the model. */
  public Breaker provider() {
    return provider;
  }

  /** For calls of that tool. */
  public Breaker tool(String name) {
    return tools.computeIfAbsent(name, tool -> new Breaker("tool " + tool, clock));
  }
}
