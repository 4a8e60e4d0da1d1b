package dev.bivouac.cli.doctor;

import java.util.List;

/** Looks at one thing; may take its time, on a thread of its own. */
public interface Check {
  /** One word for what is looked at. */
  String about();

  /** What there is to say of it. */
  List<Finding> look();
}
