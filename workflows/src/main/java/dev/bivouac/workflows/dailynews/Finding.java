package dev.bivouac.workflows.dailynews;

/** Something about a statement that its reader should know. */
sealed interface Finding {
  /** As it is put behind the statement, without brackets. */
  String words();

  /** The statement names no source. */
  record NoSource() implements Finding {
    @Override
    public String words() {
      return "no source";
    }
  }

  /** The statement cites a number that the list of sources does not have. */
  record UnknownSource(int number) implements Finding {
    @Override
    public String words() {
      return "unknown source " + number;
    }
  }

  /** The statement cites a source that the run never got. */
  record SourceNotFetched(int number) implements Finding {
    @Override
    public String words() {
      return "source " + number + " not fetched";
    }
  }

  /** The statement cites an address that the run never got. */
  record AddressNotFetched() implements Finding {
    @Override
    public String words() {
      return "not fetched";
    }
  }

  /** None of the cited articles has this number. */
  record NumberNotFound(String number) implements Finding {
    @Override
    public String words() {
      return "number " + number + " not in source";
    }
  }

  /** None of the cited articles has these words. */
  record QuotationNotFound() implements Finding {
    @Override
    public String words() {
      return "quotation not in source";
    }
  }
}
