package dev.bivouac.rehearsal.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HitTest {
  @Test
  void readsANumberedListWithTheAddressBelowTheTitle() {
    assertThat(
            Hit.in(
                "Two hits.\n\n1. First\n   http://a.test/1\n   What it says.\n2. Second\n   http://b.test/2\n"))
        .containsExactly(
            new Hit("http://a.test/1", "First", "What it says."),
            new Hit("http://b.test/2", "Second", ""));
  }

  @Test
  void readsMarkdownLinksAndLabels() {
    assertThat(
            Hit.in(
                "- [First](http://a.test/1) from A\nTitle: Second\nURL: <http://b.test/2>\nThird - http://c.test/3"))
        .extracting(Hit::address, Hit::title)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("http://a.test/1", "First"),
            org.assertj.core.groups.Tuple.tuple("http://b.test/2", "Second"),
            org.assertj.core.groups.Tuple.tuple("http://c.test/3", "Third"));
  }

  @Test
  void takesNoAddressOutOfRunningText() {
    assertThat(Hit.in("See http://a.test/1 for more about this, which is worth it.")).isEmpty();
  }

  @Test
  void namesEachAddressOnce() {
    assertThat(Hit.in("A\nhttp://a.test/1\nB\nhttp://a.test/1")).hasSize(1);
  }
}
