package com.example.signup;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A service whose customers are people at Customer.io. */
@SpringBootApplication
public class SignupApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(SignupApplication.class, arguments);
    }
}
