package dev.gatepost.peers.springboot;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The API on Spring Boot. */
@SpringBootApplication
class Application {
  /** Serves until the process is told to stop. */
  public static void main(String[] args) {
    SpringApplication.run(Application.class, args);
  }
}
