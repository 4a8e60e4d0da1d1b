package dev.bivouac.rehearsal.model;

import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;

/** Decides what goes wrong with which request. */
@FunctionalInterface
public interface FaultPlan {
  /**
   * What goes wrong with this request.
   *
   * @param requestNumber counts chat requests that were let in, from 1
   */
  Fault faultFor(int requestNumber);

  /** Nothing goes wrong. */
  static FaultPlan none() {
    return requestNumber -> Fault.NONE;
  }

  /** Decided by the caller, request by request. */
  static FaultPlan at(IntFunction<Fault> faults) {
    return faults::apply;
  }

  /** These in order from the first request on, then nothing. */
  static FaultPlan inOrder(Fault... faults) {
    List<Fault> order = List.of(faults);
    return requestNumber ->
        requestNumber <= order.size() ? order.get(requestNumber - 1) : Fault.NONE;
  }

  /**
   * Chance with a seed, out of {@link Fault#survivable()}: the same request number meets the same
   * fault every time.
   *
   * @param rate the share of requests that meet a fault, from 0 to 1
   */
  static FaultPlan seeded(long seed, double rate) {
    return seeded(seed, rate, Fault.survivable());
  }

  /**
   * Chance with a seed, out of the given faults.
   *
   * @param rate the share of requests that meet a fault, from 0 to 1
   */
  static FaultPlan seeded(long seed, double rate, Collection<Fault> faults) {
    if (rate < 0 || rate > 1) {
      throw new IllegalArgumentException("rate must be from 0 to 1, was " + rate);
    }
    if (faults.isEmpty()) {
      throw new IllegalArgumentException("faults must name at least one fault, were none");
    }
    List<Fault> choice = faults.stream().sorted().toList();
    return requestNumber -> {
      var chance = new Random(seed * 31 + requestNumber * 0x9E3779B97F4A7C15L);
      return chance.nextDouble() < rate ? choice.get(chance.nextInt(choice.size())) : Fault.NONE;
    };
  }
}
