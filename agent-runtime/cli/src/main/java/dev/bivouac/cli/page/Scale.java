package dev.bivouac.cli.page;

import java.util.ArrayList;
import java.util.List;

/**
 * Where numbers lie along an axis.
 *
 * @param most the largest number, more than 0; the smallest is 0
 * @param from where 0 lies
 * @param to where the largest lies
 */
public record Scale(double most, double from, double to) {
  private static final double[] ROUND = {1, 2, 2.5, 5, 10};
  private static final double[] SECONDS = {
    0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200,
    14400, 21600, 43200, 86400
  };

  public Scale {
    most = most > 0 ? most : 1;
  }

  /** Where a number lies. */
  public double at(double number) {
    return from + (to - from) * Math.min(1, Math.max(0, number / most));
  }

  /**
   * Round numbers along the axis.
   *
   * @param room how far apart they lie at least
   */
  public List<Double> ticks(double room) {
    double least = most * room / Math.abs(to - from);
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    for (double round : ROUND) {
      if (round * power >= least) {
        return every(round * power);
      }
    }
    return every(10 * power);
  }

  /**
   * Round times along an axis of seconds.
   *
   * @param room how far apart they lie at least
   */
  public List<Double> timeTicks(double room) {
    double least = most * room / Math.abs(to - from);
    for (double round : SECONDS) {
      if (round >= least) {
        return every(round);
      }
    }
    return ticks(room);
  }

  private List<Double> every(double distance) {
    var ticks = new ArrayList<Double>();
    for (int i = 0; i * distance <= most; i++) {
      ticks.add(i * distance);
    }
    return ticks;
  }
}
