-- The tables of the shop and a little to look at: psql -d shop -f schema.sql

create type carrier as enum ('post', 'courier', 'pickup');

create table categories (
    id   int generated always as identity primary key,
    name text not null unique
);

create table products (
    id          bigint generated always as identity primary key,
    sku         text not null unique,
    name        text not null,
    price       numeric(12, 2) not null check (price >= 0),
    category_id int not null references categories
);
create index on products (category_id);

create table customers (
    id    bigint generated always as identity primary key,
    email text not null unique,
    name  text not null
);

create table orders (
    id          bigint generated always as identity primary key,
    customer_id bigint not null references customers,
    status      text not null default 'open',
    placed_at   timestamptz not null default now(),
    total       numeric(12, 2) not null default 0
);
create index on orders (customer_id);
create index on orders (placed_at);

create table order_lines (
    id         bigint generated always as identity primary key,
    order_id   bigint not null references orders on delete cascade,
    product_id bigint not null references products,
    quantity   int not null check (quantity > 0),
    price      numeric(12, 2) not null
);
create index on order_lines (order_id);
create index on order_lines (product_id);

create table stock (
    sku           text primary key,
    quantity      int not null default 0,
    reorder_level int not null default 10,
    reserved      int not null default 0
);

create table supplier_prices (
    supplier  text not null,
    sku       text not null,
    price     numeric(12, 2) not null,
    primary key (supplier, sku)
);

create table reviews (
    id         bigint generated always as identity primary key,
    product_id bigint not null references products,
    author     text not null,
    stars      int not null check (stars between 1 and 5),
    body       text not null
);
create index on reviews (product_id);

create table parcels (
    id         bigint generated always as identity primary key,
    order_id   bigint not null references orders,
    carrier    carrier not null,
    handed_over_at timestamptz
);
create index on parcels (order_id);

create table outbox (
    id         bigint generated always as identity primary key,
    topic      text not null,
    payload    text not null,
    created_at timestamptz not null default now(),
    sent_at    timestamptz
);

create table audit_entries (
    id      bigint generated always as identity primary key,
    at      timestamptz not null default now(),
    actor   text not null,
    message text not null
);

create table tenants (
    name       text primary key,
    created_at timestamptz not null default now()
);

create view daily_sales as
    select (placed_at at time zone 'UTC')::date as day, count(*) as orders, sum(total) as revenue
    from orders
    where status <> 'cancelled'
    group by 1;

insert into categories (name) values ('Tea'), ('Coffee'), ('Cups');

insert into products (sku, name, price, category_id)
    select 'SKU-' || n, 'Product ' || n, 5 + n % 40, 1 + n % 3 from generate_series(1, 200) n;

insert into customers (email, name)
    select 'customer' || n || '@shop.example', 'Customer ' || n from generate_series(1, 50) n;

insert into orders (customer_id, status, placed_at, total)
    select 1 + n % 50, (array['open', 'paid', 'shipped', 'draft'])[1 + n % 4], now() - n * interval '1 hour', 10 + n % 90
    from generate_series(1, 500) n;

insert into order_lines (order_id, product_id, quantity, price)
    select o.id, 1 + (o.id * 7 + n) % 200, n, 10 from orders o cross join generate_series(1, 3) n;

insert into stock (sku, quantity) select sku, id::int % 30 from products;

insert into reviews (product_id, author, stars, body)
    select 1 + n % 200, 'Customer ' || 1 + n % 50, 1 + n % 5, 'Arrived on day ' || n from generate_series(1, 400) n;
