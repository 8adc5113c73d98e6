package dev.madang.user.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SequencerTests {

  @Test
  void greaterValueIsLater() {
    assertThat(new Sequencer("0055AED6DCD90281E5")).isLessThan(new Sequencer("0055AED6DCD90281E6"));
  }

  @Test
  void shorterValueIsPaddedOnTheRight() {
    assertThat(new Sequencer("0055AE")).isGreaterThan(new Sequencer("0055AD99"));
    assertThat(new Sequencer("0055AE")).isLessThan(new Sequencer("0055AE01"));
    assertThat(new Sequencer("0055AE")).isEqualByComparingTo(new Sequencer("0055AE00"));
  }

  @Test
  void otherTextsAreInvalid() {
    assertThatThrownBy(() -> new Sequencer("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Sequencer("xyz")).isInstanceOf(IllegalArgumentException.class);
  }
}
