create table if not exists customers (
  id varchar(100) primary key,
  email varchar(200) not null,
  plan varchar(20) not null,
  signed_up timestamp not null
);
